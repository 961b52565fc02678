package app.touchline.settings;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import app.touchline.settings.ProgrammeSettings.OwnAddress;

/**
 * All settings as an admin wants them, checked.
 *
 * @param knownSince null leaves it to what the mailboxes propose
 * @param freeMail changes to the shipped list: true adds a domain, false takes one off
 */
record SettingsChange(
        String name,
        ZoneId zone,
        Set<String> ownDomains,
        Map<String, OwnAddress> ownAddresses,
        TouchCounts touchCounts,
        @Nullable LocalDate knownSince,
        Map<String, Boolean> freeMail,
        @Nullable String baseUrl,
        boolean storeSubjects) {}
