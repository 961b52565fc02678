package app.touchline.sample;

import java.util.List;

import app.touchline.partner.ProgrammeStatus;

/**
 * A partner of the sample as it is planned, before it is entered.
 *
 * @param tier 1, 2 or 3
 * @param owner one of the sample's managers
 * @param daysSilent days since our last message to it, at the sample's start
 * @param partnerForDays since how many days it is in the programme
 */
record SamplePartner(
        int number,
        String name,
        String domain,
        int tier,
        SamplePerson owner,
        ProgrammeStatus status,
        Story story,
        int daysSilent,
        int partnerForDays,
        List<SamplePerson> contacts) {

    SamplePerson keyContact() {
        return contacts.getFirst();
    }
}
