package app.touchline.team;

import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All members, the inactive ones included. */
public interface Members extends Repository<Member, Long> {

    Member save(Member member);

    Optional<Member> findById(long id);

    Optional<Member> findByEmail(String lowerCaseEmail);

    @EntityGraph(attributePaths = "roles")
    List<Member> findAllByOrderByName();

    @EntityGraph(attributePaths = "roles")
    List<Member> findByActiveTrueOrderByName();

    @Query("select count(m) from Member m join m.roles r where m.active and r = app.touchline.team.Role.ADMIN")
    long countActiveAdmins();

    long count();
}
