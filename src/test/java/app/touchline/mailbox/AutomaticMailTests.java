package app.touchline.mailbox;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import app.touchline.touch.Direction;
import app.touchline.touch.Rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Headers as well-known programs write them, and by which rule each is known. */
class AutomaticMailTests {

    @ParameterizedTest
    @MethodSource("mail")
    void aProgramsMailIsKnown(String headers, Rule rule) {
        var message = MessageParser.parse("1", Mail.NOON, (headers + "\n").getBytes(StandardCharsets.UTF_8));
        var ours = message.author().endsWith("@ours.test");
        assertThat(Classification.of(
                        message,
                        ours ? Direction.SENT : Direction.RECEIVED,
                        address -> address.endsWith("@ours.test"),
                        50))
                .isEqualTo(rule);
    }

    static Stream<Arguments> mail() {
        return Stream.of(
                mail("Postfix bounce", Rule.DELIVERY_REPORT, """
                        Return-Path: <>
                        From: MAILER-DAEMON@mx.acme.test (Mail Delivery System)
                        Subject: Undelivered Mail Returned to Sender
                        Auto-Submitted: auto-replied
                        Content-Type: multipart/report; report-type=delivery-status;
                        	boundary="4F2C.1/mx.acme.test"
                        """),
                mail("Postfix bounce of international mail", Rule.DELIVERY_REPORT, """
                        From: MAILER-DAEMON@mx.acme.test (Mail Delivery System)
                        Content-Type: multipart/report; report-type=global-delivery-status;
                        	boundary="4F2C.1/mx.acme.test"
                        """),
                mail("sendmail bounce", Rule.DELIVERY_REPORT, """
                        From: Mail Delivery Subsystem <MAILER-DAEMON@acme.test>
                        Content-Type: multipart/report; report-type=delivery-status;
                        	boundary="l9F.1256/acme.test"
                        Subject: Returned mail: see transcript for details
                        Auto-Submitted: auto-generated (failure)
                        """),
                mail("qmail bounce", Rule.NULL_RETURN_PATH, """
                        Return-Path: <>
                        From: MAILER-DAEMON@acme.test
                        Subject: failure notice
                        """),
                mail("qmail bounce, path not shown", Rule.FROM_MAIL_SYSTEM, """
                        From: MAILER-DAEMON@acme.test
                        Subject: failure notice
                        """),
                mail("Exim bounce", Rule.FAILED_RECIPIENTS, """
                        X-Failed-Recipients: kim@acme.test
                        Auto-Submitted: auto-replied
                        From: Mail Delivery System <Mailer-Daemon@mx.acme.test>
                        Subject: Mail delivery failed: returning message to sender
                        """),
                mail("Exchange report", Rule.DELIVERY_REPORT, """
                        From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@acme.test>
                        Content-Type: multipart/report; report-type=delivery-status; boundary="_9_"
                        X-MS-Exchange-Message-Is-Ndr:
                        """),
                mail("Exchange report, cut down by a gateway", Rule.EXCHANGE_NDR, """
                        From: postmaster@acme.test
                        Content-Type: multipart/mixed; boundary="_9_"
                        X-MS-Exchange-Message-Is-Ndr:
                        """),
                mail("Domino bounce", Rule.FROM_MAIL_SYSTEM, """
                        From: Postmaster@acme.test
                        Subject: DELIVERY FAILURE: User kim not listed
                        """),
                mail("Exchange absence", Rule.MAILBOX_RULES_AGENT, """
                        From: Kim Solo <kim@acme.test>
                        Subject: Automatic reply: Renewal
                        X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent
                        Auto-Submitted: auto-generated
                        X-Auto-Response-Suppress: All
                        In-Reply-To: <1@ours.test>
                        References: <0@ours.test> <1@ours.test>
                        """),
                mail("Exchange absence seen through a gateway", Rule.AUTO_REPLY_SUBJECT, """
                        From: Kim Solo <kim@acme.test>
                        Subject: =?iso-8859-1?Q?Automatische_Antwort=3A_Verl=E4ngerung?=
                        References: <1@ours.test>
                        """),
                mail("Gmail absence", Rule.AUTO_SUBMITTED_REPLIED, """
                        From: Kim Solo <kim@acme.test>
                        Precedence: bulk
                        X-Autoreply: yes
                        Auto-Submitted: auto-replied
                        """),
                mail("absence from a web host", Rule.X_AUTOREPLY, """
                        From: Kim Solo <kim@acme.test>
                        X-Autorespond: Re: Renewal
                        Precedence: auto_reply
                        """),
                mail("answer by machine with an empty return path", Rule.AUTO_SUBMITTED_REPLIED, """
                        Return-Path: <>
                        From: Kim Solo <kim@acme.test>
                        Auto-Submitted: auto-replied (vacation)
                        """),
                mail("Japanese absence", Rule.AUTO_REPLY_SUBJECT, """
                        From: kim@acme.test
                        Subject: Re: =?ISO-2022-JP?B?GyRCPCtGMEpWPy4bKEI=?=
                        """),
                mail("read receipt", Rule.DISPOSITION_REPORT, """
                        From: Kim Solo <kim@acme.test>
                        Subject: Read: Renewal
                        Content-Type: multipart/report; report-type="disposition-notification"; boundary=x
                        """),
                mail("complaint", Rule.FEEDBACK_REPORT, """
                        From: feedback@acme.test
                        Content-Type: multipart/report; boundary="a;b"; report-type=feedback-report
                        """),
                mail("acceptance from Outlook", Rule.CONTENT_CLASS_CALENDAR, """
                        From: Kim Solo <kim@acme.test>
                        Subject: Accepted: Review
                        Content-Class: urn:content-classes:calendarmessage
                        Content-Type: multipart/alternative; boundary=x
                        """),
                mail("ticket system", Rule.AUTO_SUBMITTED, """
                        From: Support <support@acme.test>
                        Auto-Submitted: auto-generated
                        Precedence: bulk
                        """),
                mail("campaign", Rule.LIST_ANNOUNCEMENT, """
                        From: Acme News <news@acme.test>
                        List-ID: 7a3mc list <7a3.42.list-id.mcsv.test>
                        List-Unsubscribe: <https://acme.test/u>, <mailto:u@acme.test>
                        List-Unsubscribe-Post: List-Unsubscribe=One-Click
                        """),
                mail("post on a Mailman list", Rule.LIST_POST, """
                        From: Kim Solo <kim@acme.test>
                        Precedence: list
                        List-Id: Talk <talk.lists.test>
                        List-Post: <mailto:talk@lists.test>
                        """),
                mail("service mail", Rule.FROM_ROLE_ACCOUNT, """
                        From: Acme <no-reply@acme.test>
                        """),
                mail("one of ours by a sales tool", Rule.OTHERWISE, """
                        From: Dana <dana@ours.test>
                        To: kim@acme.test
                        List-Unsubscribe: <https://tool.test/u>
                        Precedence: bulk
                        """),
                mail("a person whose program marks answers", Rule.OTHERWISE, """
                        Return-Path: <kim@acme.test>
                        From: Kim Solo <kim@acme.test>
                        Subject: Re: Out of office: who stands in for you?
                        Auto-Submitted: no
                        X-Auto-Response-Suppress: DR, OOF, AutoReply
                        X-MS-Exchange-Inbox-Rules-Loop: dana@ours.test
                        X-Loop: x
                        References: <1@ours.test> <2@ours.test>
                        """));
    }

    private static Arguments mail(String name, Rule rule, String headers) {
        return arguments(Named.of(name, headers), rule);
    }
}
