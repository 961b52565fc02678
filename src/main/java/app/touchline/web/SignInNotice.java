package app.touchline.web;

import java.util.List;

/** Lines under the sign-in form, plain text; the sample programme shows its sign-ins there. */
public interface SignInNotice {

    List<String> lines();
}
