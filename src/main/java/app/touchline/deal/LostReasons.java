package app.touchline.deal;

import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All reasons for which deals are lost, those no longer offered included. */
public interface LostReasons extends Repository<LostReason, Long> {

    LostReason save(LostReason reason);

    Optional<LostReason> findById(long id);

    @Query("select r from LostReason r where r.archivedAt is null order by r.id")
    List<LostReason> offered();

    @Query("select r from LostReason r order by r.id")
    List<LostReason> all();

    @Query("select r from LostReason r where lower(r.name) = lower(:name) and r.archivedAt is null")
    Optional<LostReason> named(String name);
}
