/** The closed lists of words that lists are filtered by; the same as the API's. */

export const KINDS = [
  'hotel', 'guesthouse', 'homestay', 'villa', 'apartment', 'boat', 'campsite',
  'tour_operator', 'transport', 'karaoke', 'dance_hall', 'massage', 'bar', 'restaurant',
  'shopping', 'sport', 'other',
];
export const STATUSES = ['active', 'suspended', 'closed', 'unregistered'];
export const VERDICTS = ['created', 'updated', 'unchanged', 'duplicate', 'refused'];
export const LEVELS = ['red', 'orange', 'yellow', 'white'];
export const CASE_STATES = ['new', 'claimed', 'monitoring', 'referred', 'unfounded', 'closed', 'reopened'];
export const CLAIMABLE = ['new', 'reopened'];
export const HELD = ['claimed', 'monitoring', 'referred'];
export const REFERRAL_TYPES = ['tip_off', 'prosecution_request', 'transfer_note', 'emergency_call'];
export const REFERRAL_CHANNELS = ['paper', 'phone', 'in_person', 'online'];
export const REFERRAL_URGENCIES = ['ordinary', 'urgent', 'very_urgent', 'express'];
export const REFERRAL_RESULTS = ['verifying', 'founded', 'unfounded', 'no_answer'];
export const FINDING_STATES = ['overdue', 'met'];
export const INSPECTION_KINDS = ['planned', 'ad_hoc', 'interagency'];
export const INSPECTION_STATES = ['planned', 'running', 'finished', 'cancelled'];
export const LISTED_STATES = ['visited', 'waiting', 'unassigned'];
export const DOCUMENT_KINDS = ['plan', 'directive', 'dispatch', 'decision', 'notice', 'other'];
export const TASK_STATES = ['open', 'late', 'done', 'done_late', 'withdrawn'];
export const SANCTION_MEASURES = ['none', 'suspension', 'withdrawal'];
export const ACTIVITY_FORMS = [
  'session', 'conference', 'training', 'rally', 'news', 'broadcast', 'post', 'banner', 'panel', 'leaflet', 'mobile', 'integrated',
];
export const AUDIENCES = ['guests', 'staff', 'pupils', 'residents', 'officials'];
export const ACTIVITY_NUMBERS = ['news_items', 'broadcasts', 'broadcast_minutes', 'posts', 'reach', 'banners', 'panels', 'leaflets', 'mobile_rounds'];
export const RETURN_SECTIONS = ['direction', 'propaganda', 'campaign', 'management', 'integration', 'assessment', 'tasks_ahead', 'proposals'];
