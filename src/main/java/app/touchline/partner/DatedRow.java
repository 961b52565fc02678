package app.touchline.partner;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.SequenceGenerator;

import org.jspecify.annotations.Nullable;

/** One stored entry of a {@link History}. */
@MappedSuperclass
abstract class DatedRow<T extends @Nullable Object> {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "history_row_id")
    @SequenceGenerator(name = "history_row_id", sequenceName = "history_row_id", allocationSize = 50)
    private @Nullable Long id;

    private @Nullable LocalDate since;

    protected DatedRow() {}

    DatedRow(@Nullable LocalDate since) {
        this.since = since;
    }

    abstract T value();

    abstract void hold(T value);

    Since<T> entry() {
        return new Since<>(since, value());
    }

    static <T extends @Nullable Object, R extends DatedRow<T>> History<T> read(List<R> rows) {
        return new History<>(rows.stream().map(DatedRow::entry).toList());
    }

    /** Makes the rows say what the history says; a day that stays keeps its row, since the database allows one per day. */
    static <T extends @Nullable Object, R extends DatedRow<T>> void write(
            History<T> history, List<R> rows, Function<Since<T>, R> rowFor) {
        rows.removeIf(row -> history.entries().stream()
                .noneMatch(entry -> Objects.equals(entry.day(), row.entry().day())));
        for (var entry : history.entries())
            rows.stream()
                    .filter(row -> Objects.equals(entry.day(), row.entry().day()))
                    .findFirst()
                    .ifPresentOrElse(row -> row.hold(entry.value()), () -> rows.add(rowFor.apply(entry)));
    }
}
