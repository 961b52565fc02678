package app.touchline.sample;

import java.util.List;
import java.util.Random;

/** What chance decides in the sample; the same seed decides the same. */
final class Draw {

    private Draw() {}

    static <T> T one(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
