package app.touchline.figures;

import java.util.List;

import org.jspecify.annotations.Nullable;

import app.touchline.figures.FiguresReader.RowBehind;
import app.touchline.figures.PartnerFigures.Figure;
import app.touchline.mailbox.Freshness;

/**
 * A page of the rows behind a number of a partner.
 *
 * @param number from 1
 * @param more whether older rows follow
 * @param freshness of the mail it rests on; null where it rests on none
 */
record BehindPage(
        long partnerId,
        String partner,
        boolean mayPlace,
        Figure figure,
        List<RowBehind> rows,
        int number,
        boolean more,
        @Nullable Freshness freshness) {}
