/** The folder of recordings in the archive's bucket: in it, each session has one. */
export const RECORDINGS_FOLDER = 'sessions';
/** What names of recordings begin with there, before the session's id. */
export const RECORDINGS_PREFIX = `${RECORDINGS_FOLDER}/`;

/** The folder of what the agent writes of sessions on the bastion: their text, beside the recording. */
export const AGENT_FOLDER = 'bastion';
/** What names of its objects begin with. */
export const AGENT_PREFIX = `${AGENT_FOLDER}/`;

/** The purpose of the key that signs recordings, in its alias: in the account of the bastion, one for each region. */
export const RECORDINGS_KEY = 'recordings';

/** Below which it is written down, in the same bucket, that somebody looked at recordings. */
export const VIEWINGS = 'viewings/';
