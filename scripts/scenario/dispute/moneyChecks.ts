import type { Game } from '@mvm/l1'
import type { LogOf } from '../ranger/readGameLogs.ts'
import type { Money, Sides } from './readMoney.ts'

/** Whether the money went where a lost lie sends it, beside what both sides spent on L1's gas. */
export function moneyChecks(
  before: Sides<Money>,
  after: Sides<Money>,
  { bond }: Pick<Game, 'bond'>,
  resolved: LogOf<'resolved'> | undefined,
): Readonly<Record<string, boolean>> {
  const { slashed = 0n, reward = 0n } = resolved ?? {}
  return {
    'the liar is slashed by all that it had at stake for the chain':
      slashed > 0n &&
      slashed === before.asserter.bond &&
      after.asserter.bond === 0n &&
      before.asserter.stake - after.asserter.stake === slashed,
    'the liar lost its bond': before.asserter.eth - after.asserter.eth >= bond,
    'the challenger ends with more than it had':
      after.challenger.eth > before.challenger.eth &&
      reward > 0n &&
      after.challenger.mt - before.challenger.mt === reward,
  }
}
