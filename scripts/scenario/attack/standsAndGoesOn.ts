import { setTimeout as delay } from 'node:timers/promises'
import { type Game, readOutputRoots, readStateBatchStanding } from '@mvm/l1'
import { rpcCall } from '../../bench/rpcBatch.ts'
import { readChain } from '../dispute/readChain.ts'
import { rootsOf } from '../dispute/rootsOf.ts'
import type { AttackGround } from './AttackGround.ts'

const POLL_MS = 200

/**
 * Whether the state batches that were disputed are live and final, and the DAC takes a transaction, whose root is
 * asserted; waits for all of it.
 */
export async function standsAndGoesOn(
  ground: AttackGround,
  games: readonly Game[],
): Promise<Record<string, boolean>> {
  const { source, stage, chainId } = ground
  const { client, contracts, signal } = source
  const { chain } = stage
  await ground.untilReady()
  const newBlock = await ground.quietBlock()
  const disputed = [...new Set(games.map(({ stateBatchIndex }) => stateBatchIndex))]
  const standings = () =>
    Promise.all(disputed.map((index) => readStateBatchStanding(source, chainId, index)))
  while ((await standings()).some(({ isLive, isWithdrawable }) => isLive && !isWithdrawable)) {
    await delay(POLL_MS, undefined, { signal })
  }
  while (Number(await rpcCall(chain.derivedRpcUrl, 'eth_blockNumber')) < newBlock) {
    await delay(POLL_MS, undefined, { signal })
  }
  const { stateBatches, deletions } = await readChain(source, chain.creation)
  const asserted = await Promise.all(
    stateBatches.slice(1).map((one) => readOutputRoots(client, contracts, one, { signal })),
  )
  const roots = asserted.flat().slice(0, newBlock)
  const derived = await rootsOf(chain.derivedRpcUrl, 1, newBlock)
  return {
    'every disputed state batch stands and is final': (await standings()).every(
      ({ isLive, isWithdrawable }) => isLive && isWithdrawable,
    ),
    'nothing was deleted': deletions.length === 0,
    'the chain goes on, and all its roots follow from L1': String(roots) === String(derived),
  }
}
