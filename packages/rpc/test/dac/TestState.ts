import {
  type AccessListOutcome,
  type AccountProof,
  type Address,
  asHash,
  type CallOutcome,
  type CharterDenial,
  type CodeHash,
  type GasEstimate,
  type Hex,
  opcodes,
  type SimulationFailure,
  type StorageRoot,
} from '@mvm/protocol'
import {
  type BlockSimulation,
  type BlockSimulationOutcome,
  PrunedError,
  type SealedHeader,
  type SimulationRequest,
  type StatePort,
} from '../../src/index.ts'
import { scriptedAccounts } from './testAccounts.ts'

const NOTHING = new Uint8Array()

/** Balances and nonces that a test sets, and calls that do what {@link scriptedAccounts} says. */
export class TestState implements StatePort {
  readonly balances = new Map<Address, bigint>()
  readonly nonces = new Map<Address, bigint>()
  readonly codes = new Map<Address, Uint8Array>()
  /** What was asked last, for tests of how requests are read. */
  lastRequest: SimulationRequest | undefined
  lastSimulation: Pick<BlockSimulation, 'at' | 'blocks'> | undefined

  async balance(_at: SealedHeader, address: Address): Promise<bigint> {
    return this.balances.get(address) ?? 0n
  }

  async nonce(_at: SealedHeader, address: Address): Promise<bigint> {
    return this.nonces.get(address) ?? 0n
  }

  async code(_at: SealedHeader, address: Address): Promise<Uint8Array> {
    return this.codes.get(address) ?? NOTHING
  }

  /** The slot itself is what stands in it. */
  async storageAt(_at: SealedHeader, _address: Address, slot: Hex): Promise<Hex> {
    return slot
  }

  async proof(at: SealedHeader, address: Address, slots: readonly Hex[]): Promise<AccountProof> {
    return {
      address,
      balance: await this.balance(at, address),
      nonce: await this.nonce(at, address),
      codeHash: asHash<CodeHash>(`0x${'c0'.repeat(32)}`),
      storageRoot: asHash<StorageRoot>(`0x${'50'.repeat(32)}`),
      accountProof: [Uint8Array.of(1, 2), Uint8Array.of(3)],
      storageProofs: slots.map((slot) => ({ value: BigInt(slot), proof: [Uint8Array.of(4)] })),
    }
  }

  async call(request: SimulationRequest, signal: AbortSignal): Promise<CallOutcome> {
    const failure = await this.#fail(request, signal)
    if (failure !== null) return failure
    const { to, data } = request.message
    const output = to === scriptedAccounts.echo ? data : NOTHING
    return { status: 'success', output, gasUsed: 21_000n }
  }

  async estimateGas(request: SimulationRequest, signal: AbortSignal): Promise<GasEstimate> {
    return (await this.#fail(request, signal)) ?? { status: 'success', gas: 53_000n }
  }

  async createAccessList(
    request: SimulationRequest,
    signal: AbortSignal,
  ): Promise<AccessListOutcome> {
    const failure = await this.#fail(request, signal)
    const storageKeys: Hex[] = [`0x${'07'.repeat(32)}`]
    return {
      accessList: [{ address: scriptedAccounts.echo, storageKeys }],
      gasUsed: 25_000n,
      ...(failure === null ? {} : { failure }),
    }
  }

  /** Blocks like the one that they stand on, in which every call succeeds that {@link scriptedAccounts} lets. */
  async simulate({ at, blocks }: BlockSimulation): Promise<BlockSimulationOutcome> {
    this.lastSimulation = { at, blocks }
    if (blocks.some(({ calls }) => calls.some(({ nonce }) => nonce === 0n))) {
      return { status: 'refused', refusal: 'NONCE_TOO_LOW', reason: 'nonce too low' }
    }
    return {
      status: 'simulated',
      blocks: blocks.map(({ blockOverride, calls }) => ({
        block: {
          hash: at.hash,
          header: {
            ...at.header,
            number: Number(blockOverride.number),
            timestamp: Number(blockOverride.timestamp),
          },
        },
        encodedTransactions: [],
        transactions: [],
        withdrawals: [],
        calls: calls.map(({ to, data }) =>
          to === scriptedAccounts.reverts
            ? { status: 'reverted', output: data, gasUsed: 30_000n, maxUsedGas: 30_000n, logs: [] }
            : { status: 'success', output: data, gasUsed: 21_000n, maxUsedGas: 22_000n, logs: [] },
        ),
      })),
    }
  }

  async #fail(request: SimulationRequest, signal: AbortSignal): Promise<SimulationFailure | null> {
    this.lastRequest = request
    const { from, to, data } = request.message
    const denial: CharterDenial = {
      signer: from,
      opcode: opcodes.get('SSTORE') as number,
      self: scriptedAccounts.denied,
      depth: 0,
    }
    switch (to) {
      case scriptedAccounts.reverts:
        return { status: 'reverted', output: data, gasUsed: 30_000n }
      case scriptedAccounts.halts:
        return { status: 'halted', reason: 'out of gas', gasUsed: 30_000n }
      case scriptedAccounts.denied:
        return { status: 'halted', reason: 'denied by the charter', gasUsed: 30_000n, denial }
      case scriptedAccounts.deniedWithin:
        return { status: 'reverted', output: data, gasUsed: 30_000n, denial }
      case scriptedAccounts.crashes:
        throw new TypeError('a secret of the implementation')
      case scriptedAccounts.pruned:
        throw new PrunedError({ what: 'the state of block 1', earliestBlock: 2 })
      case scriptedAccounts.hangs:
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason))
        })
      default:
        return null
    }
  }
}
