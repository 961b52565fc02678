package app.touchline.partner;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.support.TransactionTemplate;

import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TouchlineTest;

import static app.touchline.testing.PartnerSamples.ADMIN;
import static app.touchline.testing.PartnerSamples.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@TouchlineTest
class PartnerRecordsTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

    @Autowired
    PartnerRecords records;

    @Autowired
    ContactRecords contactRecords;

    @Autowired
    Contacts contacts;

    @Autowired
    Partners partners;

    @Autowired
    PartnerSamples samples;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void aPartnerEnteredWithItsStartHoldsTierOwnerAndStatusSinceThen() {
        var start = LocalDate.of(2025, 1, 31);
        var partner = samples.partner(name("Acme"), 1, null, start);

        assertThat(since("partner_tier", partner)).containsExactly(start);
        assertThat(since("partner_owner", partner)).containsExactly(start);
        assertThat(since("partner_status", partner)).containsExactly(start);
    }

    @Test
    void withoutAStartTheyHoldFromTheBeginning() {
        assertThat(since("partner_tier", samples.tierOne(name("Acme")))).containsExactly((LocalDate) null);
    }

    @Test
    void aMoveToAnotherTierIsDatedAndAudited() {
        var partner = samples.tierOne(name("Acme"));

        records.moveTo(partner.id(), samples.tier(2).id(), TODAY, ADMIN);

        assertThat(since("partner_tier", partner)).containsExactly(TODAY, null);
        assertThat(tierNow(partner)).isEqualTo(samples.tier(2).id());
        assertThat(jdbc.sql("select what from audit_entry where about = 'partner' and about_id = :id order by id")
                        .param("id", partner.id())
                        .query(String.class)
                        .list())
                .containsExactly("entered", "moved to a tier");
    }

    @Test
    void twoMovesOnOneDayLeaveTheSecond() {
        var partner = samples.tierOne(name("Acme"));

        records.moveTo(partner.id(), samples.tier(2).id(), TODAY, ADMIN);
        records.moveTo(partner.id(), samples.tier(3).id(), TODAY, ADMIN);

        assertThat(tiers(partner)).containsExactly("null Tier 1", TODAY + " Tier 3");
    }

    @Test
    void aMoveTakenBackOnItsDayLeavesNoTrace() {
        var partner = samples.tierOne(name("Acme"));

        records.moveTo(partner.id(), samples.tier(2).id(), TODAY, ADMIN);
        records.moveTo(partner.id(), samples.tier(1).id(), TODAY, ADMIN);

        assertThat(tiers(partner)).containsExactly("null Tier 1");
    }

    @Test
    void aBackDatedMoveLeavesTheLaterOneInForce() {
        var partner = samples.tierOne(name("Acme"));

        records.moveTo(partner.id(), samples.tier(2).id(), TODAY.minusDays(3), ADMIN);
        records.moveTo(partner.id(), samples.tier(3).id(), TODAY.minusDays(9), ADMIN);

        assertThat(tiers(partner))
                .containsExactly("null Tier 1", TODAY.minusDays(9) + " Tier 3", TODAY.minusDays(3) + " Tier 2");
        assertThat(tierNow(partner)).isEqualTo(samples.tier(2).id());
    }

    @Test
    void aChangeCannotBeDatedAhead() {
        var partner = samples.tierOne(name("Acme"));

        assertThatThrownBy(() -> records.setStatus(partner.id(), ProgrammeStatus.PAUSED, TODAY.plusDays(1), ADMIN))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("still to come");
    }

    @Test
    void twoPartnersCannotHaveOneNameInWhateverCase() {
        var first = samples.tierOne(name("Ärger & Söhne"));

        assertThatThrownBy(() -> samples.tierOne("  " + first.name().toUpperCase(java.util.Locale.ROOT) + " "))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.link()).isEqualTo("/partners/" + first.id()))
                .hasMessageContaining("already a partner named");
    }

    @Test
    void anArchivedPartnerFreesItsName() {
        var first = samples.tierOne(name("Acme"));
        records.archive(first.id(), ADMIN);
        var second = samples.tierOne(first.name());

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThatThrownBy(() -> records.restore(first.id(), ADMIN)).isInstanceOf(Refused.class);
    }

    @Test
    void onlyItsOwnerAndThoseWhoLeadMoveAPartner() {
        var partner = samples.tierOne(name("Acme"));
        var manager =
                new SignedIn(4711, "Mo", "mo@ours.test", ZoneId.of("Europe/Berlin"), Set.of(Role.PARTNER_MANAGER), 0);

        assertThatThrownBy(() -> records.moveTo(partner.id(), samples.tier(2).id(), TODAY, manager))
                .isInstanceOf(AccessDeniedException.class);
        records.note(partner.id(), "Met them at the fair.", manager);
    }

    @Test
    void aFreeMailDomainIsRefusedUnlessAnAdminInsists() {
        var partner = samples.tierOne(name("Acme"));

        assertThatThrownBy(() -> records.addDomain(partner.id(), "gmx.de", false, ADMIN))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("free-mail");
        records.addDomain(partner.id(), "t-online.de", true, ADMIN);
        assertThat(jdbc.sql("select is_free_mail from free_mail_change where domain = 't-online.de'")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void aDomainAtTwoPartnersIsAllowedAndSaid() {
        var first = samples.tierOne(name("Acme"));
        var second = samples.tierOne(name("Acme"));
        samples.domain(first, "shared-%d.test".formatted(first.id()));

        assertThat(records.addDomain(
                        second.id(), "https://www.Shared-%d.test/about".formatted(first.id()), false, ADMIN))
                .extracting(Partner::id)
                .containsExactly(first.id());
    }

    @Test
    void notesDoNotChangeTheDirectoryButADomainDoesOnce() {
        var partner = samples.tierOne(name("Acme"));
        var before = directoryVersion();

        records.note(partner.id(), "Something", ADMIN);
        assertThat(directoryVersion()).isEqualTo(before);

        records.addDomain(partner.id(), "acme-%d.test".formatted(partner.id()), false, ADMIN);
        assertThat(directoryVersion()).isEqualTo(before + 1);
    }

    @Test
    void aContactMovesToAnotherPartnerFromADay() {
        var from = samples.tierOne(name("Acme"));
        var to = samples.tierOne(name("Beta"));
        var contact = samples.contact(from, "Ada", "ada@x%d.test".formatted(from.id()));
        samples.contact(to, "Bob");

        contactRecords.moveTo(contact.id(), to.id(), TODAY.minusDays(5), ADMIN);

        assertThat(jdbc.sql("select valid::text from contact_place where contact_id = :id order by since nulls first")
                        .param("id", contact.id())
                        .query(String.class)
                        .list())
                .containsExactly("(,2026-11-13)", "[2026-11-13,)");
        assertThat(contacts.at(from.id())).isEmpty();
        assertThat(contacts.at(to.id())).extracting(Contact::name).containsExactly("Ada", "Bob");
        contactRecords.makeKey(contact.id(), ADMIN);
        assertThat(contacts.keyContactOf(to.id()).orElseThrow().name()).isEqualTo("Ada");
    }

    @Test
    void anAddressBelongsToOneContact() {
        var partner = samples.tierOne(name("Acme"));
        samples.contact(partner, "Ada", "Ada@Y%d.test".formatted(partner.id()));

        assertThatThrownBy(() -> samples.contact(partner, "Bob", "ada@y%d.TEST.".formatted(partner.id())))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("already belongs to Ada at " + partner.name());
    }

    private List<LocalDate> since(String table, Partner partner) {
        return jdbc.sql("select since from " + table + " where partner_id = :id order by since desc nulls last")
                .param("id", partner.id())
                .query((row, index) -> row.getObject(1, LocalDate.class))
                .list();
    }

    private List<String> tiers(Partner partner) {
        return transaction.execute(status -> partners.findById(partner.id()).orElseThrow().tiers().entries().stream()
                .map(entry -> entry.day() + " " + entry.value().name())
                .toList());
    }

    private long tierNow(Partner partner) {
        return jdbc.sql("select tier_id from partner where id = :id")
                .param("id", partner.id())
                .query(Long.class)
                .single();
    }

    private long directoryVersion() {
        return jdbc.sql("select version from directory_version")
                .query(Long.class)
                .single();
    }
}
