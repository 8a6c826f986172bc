import { depositFromQueueElement } from '@mvm/protocol'
import { expect } from 'vitest'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import { expectSameChain } from '../support/expectSameChain.ts'
import { readRollup } from '../support/readRollup.ts'
import { signTransfers } from '../support/signTransfers.ts'
import type { TransferLoad } from '../support/TransferLoad.ts'
import { waitUntilSafe } from '../support/waitUntilSafe.ts'
import { DEPOSIT_AMOUNT, type Reorg, type ReorgOptions } from './reorgL1.ts'

/**
 * What must hold after L1 abandoned blocks: both nodes agree on all that is safe, every answered transaction is in it
 * again, L2 holds exactly the deposits of the canonical queue, and the chain goes on. Ends the load.
 */
export async function expectRecovery(
  { network, sequencer, follower }: ReorgOptions,
  reorg: Reorg,
  load: TransferLoad,
): Promise<void> {
  // Without these the reorganisation would have hit nothing.
  expect(reorg.hashes[1]).not.toBe(reorg.hashes[0])
  expect(reorg.vanished.length).toBeGreaterThan(0)
  expect(reorg.stillIncluded).toEqual([])

  const newcomer = network.users[9] as DevnetAccount
  await load.stop()
  expect(load.unexpected).toEqual([])
  const hashes: string[] = [...load.answered, reorg.keeperHash]
  await waitUntilSafe(sequencer, hashes)
  const [transfer] = signTransfers({
    chainId: network.dac.chainId,
    privateKey: newcomer.privateKey,
    firstNonce: await sequencer.rpc.nonce(newcomer.address),
    count: 1,
  })
  hashes.push(await sequencer.rpc.send(transfer?.raw as string))
  for (const node of [sequencer, follower]) await waitUntilSafe(node, hashes)
  const safe = await expectSameChain(sequencer, follower)

  const { batches, queueElements } = await readRollup(network)
  const batch = batches.find(({ firstBlock, blockCount }) => safe < firstBlock + blockCount)
  const consumed = queueElements.slice(0, batch?.queueEnd)
  const transactions = await follower.rpc.transactions(1, safe)
  expect(batch).toBeDefined()
  expect(transactions.filter(({ type }) => type === '0x7e').map(({ hash }) => hash)).toEqual(
    consumed.map((element) => depositFromQueueElement(element).hash),
  )
  for (const { rpc } of [sequencer, follower]) {
    expect(await rpc.balance(reorg.loser)).toBe(0n)
    const kept = await rpc.balance(reorg.keeper)
    expect(kept).toBeGreaterThan(0n)
    expect(kept).toBeLessThan(DEPOSIT_AMOUNT)
  }
}
