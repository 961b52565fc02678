package app.touchline.importing;

import java.util.Map;

import app.touchline.team.SignedIn;

/** How files about one subject are gone through. */
interface Imports {

    Subject subject();

    /** What may be in the fields of kept lists. */
    Choices choices();

    ImportRun begin(ImportTable table, Map<String, String> decisions, SignedIn me);
}
