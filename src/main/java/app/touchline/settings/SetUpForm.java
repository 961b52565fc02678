package app.touchline.settings;

import java.util.HashMap;
import java.util.Map;

import app.touchline.team.NewPassword;
import app.touchline.team.PersonForm;
import app.touchline.team.Zones;

/** What the first page of all asks: the programme, our domain, the first admin. */
record SetUpForm(String programme, String zone, String ownDomain, String name, String email) {

    /** What is wrong, by field, each in a sentence. */
    Map<String, String> problems(String password, String again) {
        var problems = new HashMap<String, String>();
        SettingsCheck.nameProblem(programme).ifPresent(problem -> problems.put("programme", problem));
        if (Zones.parse(zone).isEmpty()) problems.put("zone", Zones.problem(zone));
        Domains.entered(ownDomain)
                .ifPresentOrElse(
                        domain -> OwnDomain.problem(domain).ifPresent(problem -> problems.put("ownDomain", problem)),
                        () -> problems.put(
                                "ownDomain",
                                ownDomain.isBlank()
                                        ? "Type the domain behind the @ of our addresses."
                                        : OwnDomain.notADomain(ownDomain)));
        PersonForm.nameProblem(name).ifPresent(problem -> problems.put("name", problem));
        PersonForm.emailProblem(email).ifPresent(problem -> problems.put("email", problem));
        NewPassword.problem(password, again, email).ifPresent(problem -> problems.put("password", problem));
        return problems;
    }
}
