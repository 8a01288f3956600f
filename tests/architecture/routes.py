"""Every address of Hearback: who may reach it, and what may be done there.

A route without a row here fails the build. `who` is the least a visitor must be; `how` is what
may be done there.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Who(Enum):
    """Who may come in."""

    EVERYBODY = "anybody, signed in or not"
    HOLDER = "whoever holds the link"
    DOOR = "anybody; part of signing in and out"
    MACHINE = "another machine that proves who it is"
    MEMBER = "any member"
    RECRUITER = "recruiters, leads, administrators"
    LEAD = "leads, administrators"
    ADMINISTRATOR = "administrators"
    READER = "leads, administrators, analysts"
    ANALYST = "analysts"


class How(Enum):
    """What may be done."""

    LOOK = "GET and HEAD only"
    FILL_IN = "a page with a form"
    PRESS = "POST only"


@dataclass(frozen=True)
class Row:
    """One route; `cookie_free` says that an origin check stands in for the CSRF token.

    `from_anywhere`: the secret in the address alone decides, as RFC 8058 asks of the way out of
    letters that people agreed to.
    """

    who: Who
    how: How = How.LOOK
    cookie_free: bool = False
    from_anywhere: bool = False


def _rows(row: Row, names: str) -> dict[str, Row]:
    return dict.fromkeys(names.split(), row)


ROUTES: dict[str, Row] = {
    # The public site: no account, no cookie.
    **_rows(
        Row(Who.EVERYBODY),
        "careers:openings careers:jobs careers:thanks careers:sitemap careers:robots",
    ),
    **_rows(
        Row(Who.EVERYBODY, How.FILL_IN, cookie_free=True),
        "careers:opening careers:read portal:lost",
    ),
    "portal:status": Row(Who.HOLDER, cookie_free=True),
    **_rows(
        Row(Who.HOLDER, cookie_free=True),
        "portal:orders portal:interview portal:interview_paper portal:interview_entry portal:seat",
    ),
    **_rows(
        Row(Who.HOLDER, cookie_free=True),
        "portal:review_paper portal:review_page",
    ),
    **_rows(
        Row(Who.HOLDER, How.FILL_IN, cookie_free=True),
        "portal:forward portal:review",
    ),
    "portal:interview_wishes": Row(Who.HOLDER, How.PRESS, cookie_free=True),
    **_rows(
        Row(Who.HOLDER, How.PRESS, cookie_free=True),
        "portal:language portal:friend portal:seat_keep portal:agreed_back",
    ),
    **_rows(
        Row(Who.HOLDER, How.FILL_IN, cookie_free=True),
        "portal:ask portal:withdraw portal:details portal:call portal:interview_times "
        "portal:interview_other portal:interview_off portal:interview_after portal:seat_after "
        "portal:interview_prepare portal:seat_prepare still_open:answer portal:seat_scorecard "
        "portal:interview_here portal:seat_here portal:word portal:order portal:order_lift",
    ),
    **_rows(
        Row(Who.HOLDER, How.FILL_IN, cookie_free=True), "portal:keen portal:feedback portal:said"
    ),
    "portal:said_score": Row(Who.HOLDER, How.FILL_IN, cookie_free=True),
    "circle:to_give": Row(Who.RECRUITER),
    **_rows(Row(Who.RECRUITER, How.FILL_IN), "circle:write circle:pass_on"),
    "circle:levels": Row(Who.LEAD, How.FILL_IN),
    "circle:remove_level": Row(Who.LEAD, How.PRESS),
    "insights:reputation": Row(Who.READER),
    "reputation:reviews": Row(Who.RECRUITER),
    **_rows(Row(Who.RECRUITER, How.FILL_IN), "reputation:new reputation:file reputation:review"),
    "reputation:terms": Row(Who.LEAD, How.FILL_IN),
    **_rows(Row(Who.LEAD, How.PRESS), "reputation:new_key reputation:offer_cause"),
    "api:reviews": Row(Who.MACHINE, How.PRESS, cookie_free=True),
    "portal:in_touch": Row(Who.HOLDER, How.FILL_IN, cookie_free=True),
    "relations:in_touch": Row(Who.HOLDER, cookie_free=True),
    "relations:leave": Row(Who.HOLDER, How.FILL_IN, cookie_free=True, from_anywhere=True),
    "desk:in_touch": Row(Who.RECRUITER, How.FILL_IN),
    "offers:till": Row(Who.HOLDER, How.FILL_IN, cookie_free=True),
    **_rows(Row(Who.HOLDER, cookie_free=True), "portal:friends friends:shop"),
    **_rows(Row(Who.LEAD), "offers:pools"),
    **_rows(
        Row(Who.LEAD, How.FILL_IN),
        "offers:pool_new offers:pool offers:redeemed offers:tills friends:rules",
    ),
    **_rows(Row(Who.LEAD, How.PRESS), "offers:state offers:codes offers:revoke"),
    "relations:asked": Row(Who.HOLDER, How.FILL_IN, cookie_free=True),
    "calendars:feed": Row(Who.HOLDER, cookie_free=True),
    # Webhooks.
    **_rows(
        Row(Who.MACHINE, How.PRESS, cookie_free=True),
        "api:sms_heard api:sms_report api:mail_events api:mail_postmark api:mail_mailgun "
        "api:shop api:shop_shopify api:offers_redeemed",
    ),
    # The team's doors.
    **_rows(Row(Who.HOLDER, How.FILL_IN), "team:sign_in_link team:new_password team:invitation"),
    **_rows(
        Row(Who.DOOR, How.FILL_IN),
        "account_login account_logout account_reset_password account_signup mfa_authenticate "
        "mfa_login_webauthn",
    ),
    "account_inactive": Row(Who.DOOR),
    **_rows(Row(Who.MEMBER), "mfa_index mfa_view_recovery_codes mfa_list_webauthn team:my_hours"),
    **_rows(
        Row(Who.MEMBER, How.FILL_IN),
        "account_reauthenticate account_change_password account_set_password "
        "mfa_reauthenticate mfa_activate_totp mfa_deactivate_totp "
        "mfa_generate_recovery_codes mfa_download_recovery_codes "
        "mfa_add_webauthn mfa_reauthenticate_webauthn mfa_remove_webauthn "
        "mfa_edit_webauthn",
    ),
    # The desk.
    **_rows(
        Row(Who.MEMBER),
        "desk:today desk:today_list desk:search desk:openings desk:board desk:opening_brief "
        "desk:people desk:lane desk:ended desk:application desk:document desk:document_pages "
        "desk:document_page desk:inbox desk:conversation desk:beside desk:attachment "
        "desk:call_alarm desk:book desk:book_search team:members team:member "
        "desk:words desk:opening_interviews plan:brief_page interviews:coaching kits:kit kits:mine "
        "kits:debrief relations:referrals insights:me insights:cases",
    ),
    **_rows(
        Row(Who.MEMBER, How.FILL_IN),
        "team:hours team:go_away team:away kits:scorecard relations:refer team:about_me",
    ),
    **_rows(Row(Who.MEMBER, How.PRESS), "team:stay_here kits:keep"),
    "calendars:mine": Row(Who.MEMBER, How.FILL_IN),
    **_rows(
        Row(Who.MEMBER, How.PRESS),
        "team:stay_here team:test_way calendars:again calendars:remove calendars:new_feed",
    ),
    **_rows(
        Row(Who.RECRUITER),
        "desk:orders desk:outbox desk:calls desk:arrival desk:opening_preview answers:waiting "
        "answers:batch "
        "interviews:today interviews:interview_rescue",
    ),
    **_rows(
        Row(Who.RECRUITER, How.FILL_IN),
        "desk:word_ask desk:word_meant desk:word_settle desk:agreement desk:agreement_of "
        "desk:order interviews:interview_happened desk:talk_link desk:still_open desk:opening_new "
        "desk:opening_edit desk:move desk:call "
        "desk:call_back booking:invite booking:by_hand booking:off booking:replace "
        "desk:page_new desk:page_edit desk:book_call desk:conversation_call_back answers:onward "
        "answers:hold answers:decline answers:hire answers:closing answers:decline_all "
        "answers:hold_all plan:round_new plan:round kits:edit",
    ),
    **_rows(
        Row(Who.RECRUITER, How.PRESS),
        "desk:word_links desk:word_remind desk:word_tie desk:word_end desk:word_read "
        "interviews:interview_sorry desk:order_lift desk:order_clear desk:call_ring "
        "desk:call_outcome desk:page_confirm "
        "desk:page_retire "
        "desk:outbox_hold desk:outbox_release desk:letter_again desk:letter_arrived "
        "desk:letter_recall desk:letter_aside desk:hand_over desk:write_to desk:reply desk:draft "
        "desk:reply_undo desk:reply_now desk:talk_done desk:talk_snooze desk:talk_wake "
        "desk:talk_assign desk:talk_note desk:arrival_again desk:arrival_aside "
        "desk:opening_publish "
        "desk:opening_pause desk:opening_resume desk:opening_drop answers:recall answers:undo "
        "answers:send_now answers:new_address answers:keep_open answers:stop answers:resume "
        "plan:take_over plan:round_move plan:round_remove plan:round_open plan:round_rest "
        "kits:remind kits:waive",
    ),
    "insights:worth": Row(Who.ANALYST, How.FILL_IN),
    **_rows(
        Row(Who.READER),
        "insights:index insights:black_hole insights:funnel insights:times insights:heat "
        "insights:experience insights:lines insights:teams insights:board "
        "insights:service insights:service_by insights:group",
    ),
    **_rows(Row(Who.RECRUITER), "clients:clients desk:client"),
    **_rows(
        Row(Who.RECRUITER, How.FILL_IN),
        "clients:new clients:edit clients:contact_new clients:contact clients:put_forward "
        "clients:submission_end clients:meeting_new clients:meeting_move clients:meeting_off",
    ),
    **_rows(
        Row(Who.RECRUITER, How.PRESS),
        "clients:end clients:back clients:contact_left clients:contact_no_chat "
        "clients:submission_show clients:link_renew clients:link_close",
    ),
    **_rows(
        Row(Who.LEAD),
        "letters:letters letters:versions "
        "team:settings team:stages team:policies team:places answers:resources answers:reasons",
    ),
    **_rows(
        Row(Who.LEAD, How.FILL_IN),
        "letters:letter team:organisation team:teams team:team team:add_place team:place "
        "team:add_policy team:policy team:add_stage team:stage team:hand_over "
        "answers:resource_new answers:resource answers:reason_new answers:reason "
        "plan:rooms plan:room plan:limits",
    ),
    **_rows(
        Row(Who.LEAD, How.PRESS),
        "letters:go_back "
        "team:remove_team team:remove_place team:close_on team:open_on team:make_default "
        "team:remove_policy team:move_earlier team:move_later team:remove_stage "
        "answers:add_opening answers:offer_resource answers:stop_resource answers:offer_reason "
        "answers:stop_reason plan:room_retire plan:room_back plan:room_remove",
    ),
    "customers:customers": Row(Who.ANALYST, How.FILL_IN),
    "customers:broken": Row(Who.ANALYST),
    "customers:shop": Row(Who.ADMINISTRATOR, How.FILL_IN),
    "customers:shop_end": Row(Who.ADMINISTRATOR, How.PRESS),
    "team:invitation_link": Row(Who.ADMINISTRATOR),
    **_rows(
        Row(Who.ADMINISTRATOR, How.FILL_IN),
        "team:first_day team:invite team:edit team:leave",
    ),
    **_rows(Row(Who.ADMINISTRATOR, How.PRESS), "team:invite_again team:revoke"),
}
