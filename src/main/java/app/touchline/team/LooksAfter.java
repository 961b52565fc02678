package app.touchline.team;

import java.util.List;

/** What of ours somebody looks after, so that nobody leaves and takes it along unseen; asked in the transaction of leaving. */
public interface LooksAfter {

    /** "12 partners", "3 open actions"; empty when all is in other hands. */
    List<String> lookedAfterBy(long memberId);
}
