/** The acts of the audit log, in words. */

import { t } from '../../lib/words.js';

export const ACTS = [
  'signed_in', 'signed_out', 'sign_in_failed', 'sign_in_throttled', 'sign_in_refused_revoked_device', 'refresh_token_stolen',
  'stepped_up', 'step_up_failed', 'password_changed', 'password_change_failed', 'password_reset', 'recovery_codes_made',
  'second_factor_enrolled', 'second_factor_failed', 'second_factor_reset', 'session_ended', 'device_revoked', 'device_let_in',
  'account_opened', 'account_closed', 'change_own_account',
  'read_establishment', 'enter_establishment', 'change_establishment', 'import_establishments', 'list_visits', 'read_visit', 'print_record',
  'amend_visit', 'withdraw_visit', 'list_findings', 'confirm_remedy', 'record_sanction', 'record_transfer', 'read_attachment', 'sync', 'make_plan', 'read_plan', 'change_plan', 'list_inspectors',
  'record_activity', 'change_activity', 'write_return', 'decide_return', 'draft_summary', 'approve_summary', 'issue_summary', 'read_summary_records', 'make_own_key', 'keep_catalogue', 'end_own_key', 'map_levels',
  'list_cases', 'read_case', 'break_glass', 'claim_case', 'decide_case', 'note_case', 'list_related_cases', 'list_referrals', 'draft_referral',
  'approve_referral', 'send_referral', 'follow_referral', 'reveal_people', 'export_referral', 'read_figure_records',
  'list_approvals', 'ask_approval', 'decide_approval', 'list_holds', 'place_hold', 'lift_hold',
  'read_audit', 'read_audit_state', 'list_accounts', 'open_account', 'change_account', 'reset_second_factor', 'list_sessions', 'end_session',
  'list_devices', 'change_device', 'keep_units', 'list_letters', 'put_back_letter', 'letter_given_up', 'use_template',
];
const OUTCOMES = ['denied', 'not-allowed', 'not-found', 'conflict', 'invalid', 'step-up-required', 'csrf', 'stale', 'own-account', 'was-on-the-visit'];

/** @param {string} act its words, itself where it has none */
export const actOf = (act) => (ACTS.includes(act) ? t(`did.${act}`) : act);

/** @param {string} outcome the code of a refusal */
export const outcomeOf = (outcome) => (OUTCOMES.includes(outcome) ? t(`outcome.${outcome}`) : outcome);
