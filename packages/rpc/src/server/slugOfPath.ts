/** The slug in a URL's path, `''` for `/`; `null` for a path that cannot be a DAC's. */
export function slugOfPath(url: string): string | null {
  const [path = ''] = url.split('?')
  const match = /^\/([^/]*)\/?$/.exec(path)
  return match?.[1] ?? null
}
