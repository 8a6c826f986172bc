/** What a slug can be (ComCo's rules, roughly), or `''` for the first DAC. */
const SLUG = /^[a-z0-9-]{0,63}$/

/** The DAC that a request's URL is about: `''` for the first one, `null` where it is no path that a node has. */
export function requestedDac(url: string): string | null {
  // In absolute form, or with what no client sends and the way to the node would end at.
  if (!url.startsWith('/') || url.includes('#')) return null
  const [path = '/', query = ''] = url.split('?')
  const asked = path === '/readyz' ? new URLSearchParams(query).get('dac') : path.split('/')[1]
  const slug = asked ?? ''
  // What no DAC can be called, any node explains.
  return SLUG.test(slug) ? slug : ''
}
