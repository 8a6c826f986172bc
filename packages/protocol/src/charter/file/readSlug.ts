import { isDnsLabel } from './isDnsLabel.ts'
import { reservedSlugs } from './reservedSlugs.ts'
import type { YamlNode, YamlSource } from './YamlSource.ts'

const ALLOWED =
  'the first part of a domain name: 1 to 63 of a–z, 0–9 and hyphens, no hyphen at either end'

/** The slug, by the rules of `SlugRules.sol`; `undefined` after a problem. */
export function readSlug(source: YamlSource, at: YamlNode): string | undefined {
  const slug = source.scalar(at)
  if (slug === undefined) {
    source.problem(at, 'is missing', ALLOWED)
  } else if (!isDnsLabel(slug)) {
    source.problem(at, `"${slug}" cannot be a domain name`, ALLOWED)
  } else if (slug.slice(2, 4) === '--') {
    source.problem(at, `"${slug}" looks like an encoded name`, 'no hyphens at places 3 and 4')
  } else if (reservedSlugs.includes(slug)) {
    source.problem(at, `"${slug}" is kept for the gateway's own hosts`, 'any other name')
  } else {
    return slug
  }
  return undefined
}
