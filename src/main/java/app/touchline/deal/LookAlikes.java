package app.touchline.deal;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** Finds open deals that may be about the same customer. */
public interface LookAlikes {

    /**
     * @param except a deal that is not compared with itself; null for one that is still to be registered
     * @param partnerId whose deals of the same customer are no conflict; null for our own sales
     * @return those most alike first
     */
    List<LookAlike> of(Customer customer, @Nullable Long partnerId, @Nullable Long except);
}
