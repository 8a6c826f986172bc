import { lintCharterFile } from '@mvm/protocol'
import { InvalidArgumentError } from 'commander'

/** A slug, by the rules of the charter file. */
export function readSlug(text: string): string {
  const { problems } = lintCharterFile(`slug: ${JSON.stringify(text)}`)
  const problem = problems.find(({ path }) => path === 'slug')
  if (problem !== undefined) {
    throw new InvalidArgumentError(`It ${problem.message}; allowed: ${problem.allowed}.`)
  }
  return text
}
