/** Where a node serves a DAC: `<base>/<slug>`; a base that ends with the slug already is left as it is. */
export function dacUrl(base: string, slug: string): string {
  const trimmed = base.replace(/\/+$/, '')
  return new URL(trimmed).pathname.endsWith(`/${slug}`) ? trimmed : `${trimmed}/${slug}`
}
