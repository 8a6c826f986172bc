import { ConfigurationError } from '../error/ConfigurationError.ts'

/** What a ranger is told to check, from `--duties`. Throws {@link ConfigurationError}. */
export function readDutyChoice(text: string): 'all' | 'drawn' {
  if (text === 'drawn' || text === 'all') return text
  throw new ConfigurationError({
    option: '--duties',
    problem: `"${text}" says nothing about duties`,
    remedy: 'Use drawn or all.',
  })
}
