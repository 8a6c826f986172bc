import { setTimeout as delay } from 'node:timers/promises'
import { type ContractSource, type Game, readOutputRoots } from '@mvm/l1'
import { type Address, keccak256Hex } from '@mvm/protocol'
import { rpcCall } from '../../bench/rpcBatch.ts'
import type { DevnetStage } from '../ranger/DevnetStage.ts'
import { quietBlock, type Stage } from '../ranger/faultStories.ts'
import { readChain } from './readChain.ts'
import { rootsOf } from './rootsOf.ts'
import { untilAsserted } from './untilAsserted.ts'

const POLL_MS = 100

export interface WentOn {
  readonly firstBlock: number
  readonly lastBlock: number
  readonly stateBatches: number
  readonly newTransactionBlock: number
  /** L1's timestamp of the last one. */
  readonly assertedAt: number
  readonly checks: Readonly<Record<string, boolean>>
}

/**
 * Waits until the roots that fell with a state batch are asserted again, sends a transaction to the sequencer that does
 * so, waits for its block's root, and holds all of these against what the follower has.
 */
export async function chainGoesOn(
  stage: Stage<DevnetStage>,
  game: Game,
  source: ContractSource & { readonly signal: AbortSignal },
  honest: Address,
): Promise<WentOn> {
  const { chain, alice } = stage
  const { chainId, creation } = chain
  await untilAsserted(source, chainId, game.blockNumber)
  alice.nonce = await chain.nonce(alice.address)
  const [raw] = quietBlock(stage).transactions ?? []
  if (raw === undefined) throw new Error('a quiet block has a transaction')
  await chain.block([raw])
  const hash = keccak256Hex(raw)
  const receipt = (await rpcCall(chain.rpcUrl, 'eth_getTransactionReceipt', hash)) as {
    readonly blockNumber: string
    readonly status: string
  } | null
  const newTransactionBlock = Number(receipt?.blockNumber ?? Number.NaN)
  await untilAsserted(source, chainId, newTransactionBlock)

  const { stateBatches, deletions } = await readChain(source, creation)
  const [deletion] = deletions
  const since = stateBatches.filter(
    ({ l1BlockNumber }) => l1BlockNumber > (deletion?.l1BlockNumber ?? 0),
  )
  const { client, contracts } = source
  const asserted = await Promise.all(since.map((one) => readOutputRoots(client, contracts, one)))
  const firstBlock = since[0]?.firstBlock ?? 0
  const roots = asserted.flat()
  const lastBlock = firstBlock + roots.length - 1
  while (Number(await rpcCall(chain.derivedRpcUrl, 'eth_blockNumber')) < lastBlock) {
    await delay(POLL_MS, undefined, { signal: source.signal })
  }
  const [derived, own] = await Promise.all(
    [chain.derivedRpcUrl, chain.rpcUrl].map((url) => rootsOf(url, firstBlock, roots.length)),
  )
  const derivedReceipt = (await rpcCall(
    chain.derivedRpcUrl,
    'eth_getTransactionReceipt',
    hash,
  )) as { readonly blockNumber: string } | null
  return {
    ...{ firstBlock, lastBlock, newTransactionBlock, stateBatches: since.length },
    assertedAt: since.at(-1)?.appendedAtTimestamp ?? 0,
    checks: {
      'its state batch and all later ones are deleted, once':
        deletions.length === 1 && deletion?.stateBatchIndex === game.stateBatchIndex,
      'another account asserted all of their blocks again':
        firstBlock === deletion?.firstBlock &&
        lastBlock >= newTransactionBlock &&
        since.length > 0 &&
        since.every(({ asserter }) => asserter === honest),
      'with the roots that follow from L1 by the protocol':
        String(roots) === String(derived) && String(roots) === String(own),
      'the disputed block has the challenger’s root now':
        roots[game.blockNumber - firstBlock] === game.challengerRoot,
      'a new transaction is included, and its root asserted':
        receipt?.status === '0x1' &&
        newTransactionBlock > game.blockNumber &&
        Number(derivedReceipt?.blockNumber) === newTransactionBlock,
    },
  }
}
