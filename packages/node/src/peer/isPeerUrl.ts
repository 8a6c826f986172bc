/** Whether a sequencer can be reached there by its peers: a WebSocket URL that says nothing that is to be kept secret. */
export function isPeerUrl(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, username, password } = new URL(url)
  // A WebSocket refuses a fragment, an empty one too.
  if (url.includes('#')) return false
  const isWebSocket = protocol === 'ws:' || protocol === 'wss:'
  return isWebSocket && username === '' && password === ''
}
