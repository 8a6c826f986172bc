import { expect, it } from 'vitest'
import { user } from '../../../execution/test/chain/TestChain.ts'
import { findBlockDifference } from './findBlockDifference.ts'
import { TestRollup } from './TestRollup.ts'

const [sender, receiver] = [user(1), user(2)]

it('a block of one transfer is a run of the machine', async () => {
  const rollup = new TestRollup(new Map([[sender.address, { balance: 10n ** 24n }]]))
  const raw = rollup.chain.sign(sender, { to: receiver.address, value: 7n, gasLimit: 21_000n })
  const block = await rollup.block([raw])
  expect(block.executed.receipts).toHaveLength(1)
  expect(findBlockDifference(block)).toBeNull()
})
