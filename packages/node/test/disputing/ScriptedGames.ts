import { setTimeout as delay } from 'node:timers/promises'
import {
  contractInterface,
  type L1BlockReference,
  type L1CallRequest,
  type L1Client,
} from '@mvm/l1'
import { asAddress, type Hex, hashWords, type L1Contracts } from '@mvm/protocol'

export const asserter = asAddress(`0x${'a5'.repeat(20)}`)
export const nobody = asAddress(`0x${'00'.repeat(20)}`)
const disputeGame = asAddress(`0x${'d6'.repeat(20)}`)
const stateCommitmentChain = asAddress(`0x${'5c'.repeat(20)}`)
export const gameContracts = { disputeGame, stateCommitmentChain } as L1Contracts

export const word = (byte: string) => `0x${byte.repeat(32)}` as Hex

/**
 * An L1 that knows disputes and nothing else, and has a new head at each look. In each game the asserter is
 * to make its first cut and nobody's clock ever ends, but for what a test's subclass says otherwise.
 */
export class ScriptedGames {
  readonly client = this as unknown as L1Client
  head = 10
  readonly #blockMs: number

  constructor(blockMs: number) {
    this.#blockMs = blockMs
  }

  async block() {
    await delay(this.#blockMs)
    const number = this.head++
    return { number, hash: word(number.toString(16).padStart(2, '0')), timestamp: 1_000 }
  }

  async logs() {
    return []
  }

  async calls(requests: readonly L1CallRequest[], at: L1BlockReference): Promise<Hex[]> {
    return requests.map(({ to, data }) => {
      const abi = contractInterface(to === disputeGame ? 'DisputeGame' : 'StateCommitmentChain')
      const call = abi.parseTransaction({ data: data as string })
      if (call === null) throw new Error(`nobody should call ${data}`)
      const value = this.answer(call.name, Number([...call.args][0]), at)
      return abi.encodeFunctionResult(call.name, [value]) as Hex
    })
  }

  protected isResolved(_disputeId: number): boolean {
    return false
  }

  /** What differs from a fresh dispute. */
  protected dispute(_disputeId: number): Record<string, unknown> {
    return {}
  }

  protected segment(_at: L1BlockReference) {
    const hashes = { startHash: word('07'), endHash: word('05'), cutsHash: word('00') }
    return { position: 0, round: 0, ...hashes }
  }

  protected answer(method: string, disputeId: number, at: L1BlockReference): unknown {
    const isResolved = this.isResolved(disputeId)
    switch (method) {
      case 'disputeCount':
        return 1
      case 'dispute':
        return {
          ...{ chainId: 7, stateBatchIndex: 1, blockNumber: 5, openedAt: 900, openedAtBlock: 9 },
          ...{ challenger: `0x${'c4'.repeat(20)}`, asserter, defender: nobody, bond: 3 },
          ...{ phase: isResolved ? 4 : 0, isResolved },
          ...{ agreedRoot: word('01'), claimedRoot: word('02'), challengerRoot: word('03') },
          ...this.dispute(disputeId),
        }
      case 'segment':
        return this.segment(at)
      case 'segmentHash': {
        const { round, position, startHash, endHash } = this.segment(at)
        return hashWords(round, position, startHash, endHash)
      }
      case 'deadline':
        return 10 ** 9
      case 'defenceOf':
        return { defender: nobody, games: 1 }
      case 'creditOf':
        return 0
      case 'isLive':
        return true
      case 'isWithdrawable':
        return false
      case 'windowEnd':
        return 2_000
    }
    throw new Error(`nobody should ask for ${method}`)
  }
}
