/** What a listener says first: the session of the connection. */
export const SESSION = /^[0-9a-f]{32}$/

/** What a listener says once it knows who has connected, and that it is a peer. */
export const WELCOME = 'welcome'
