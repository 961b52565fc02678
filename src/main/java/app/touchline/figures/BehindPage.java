package app.touchline.figures;

import java.util.List;

import app.touchline.figures.FiguresReader.RowBehind;
import app.touchline.figures.PartnerFigures.Figure;

/**
 * A page of the rows behind a number of a partner.
 *
 * @param number from 1
 * @param more whether older rows follow
 */
record BehindPage(
        long partnerId,
        String partner,
        boolean mayPlace,
        Figure figure,
        List<RowBehind> rows,
        int number,
        boolean more) {}
