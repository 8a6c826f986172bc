/** Whether a slug can be the first part of a domain name: 1 to 63 of a–z, 0–9 and inner hyphens. */
export function isDnsLabel(slug: string): boolean {
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(slug)
}
