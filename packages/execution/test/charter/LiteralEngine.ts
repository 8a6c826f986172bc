import { EVMError } from '@ethereumjs/evm'
import { type Address, type CharterDenial, toHex } from '@mvm/protocol'
import { EthereumJsEngine } from '../../src/engine/EthereumJsEngine.ts'
import type {
  BlockEnvironment,
  ExecutionEngine,
  Frame,
  FrameOutcome,
} from '../../src/engine/ExecutionEngine.ts'
import { CharterEvm } from '../../src/engine/ethereumjs/CharterEvm.ts'
import type { OpcodeTable, RunState } from '../../src/engine/ethereumjs/OpcodeTables.ts'
import { ALL_PERMISSIONS } from '../../src/profile/ALL_PERMISSIONS.ts'
import { MVM_FORK } from '../../src/profile/engineFor.ts'
import type { WorldState } from '../../src/state/WorldState.ts'

type Common = Parameters<OpcodeTable[number]['gasHandler']>[2]

/** An opcode that was about to run. */
export interface Step {
  readonly opcode: number
  /** Whether the fork has such an opcode: one that it lacks halts with or without a charter. */
  readonly isDefined: boolean
  readonly self: Address
  readonly depth: number
}

/** The mask of a frame, by whose frame it is. */
export type MaskOf = (self: Address) => bigint

/** Runs frames in the loop of EthereumJS, which our own stands in for. */
class PackagedEvm extends CharterEvm {
  override runSteps(): null {
    return null
  }
}

/**
 * What spec 2.3 says, word for word: before each opcode, its bit is looked up, and if it is clear the frame halts
 * as at INVALID. Runs in the packaged loop, by no table chosen by mask, and goes by the mask that the test made
 * up, not by what the profile hands to the engine. Keeps what ran. Only the signer's transactions are bound and
 * kept; others have every permission.
 */
export class LiteralEngine implements ExecutionEngine {
  readonly steps: Step[] = []
  readonly #engine: EthereumJsEngine
  readonly #signer: Address
  readonly #maskOf: MaskOf
  #denial: CharterDenial | null = null
  #isWatched = true

  constructor(chainId: number, signer: Address, maskOf: MaskOf = () => ALL_PERMISSIONS) {
    this.#signer = signer
    this.#maskOf = maskOf
    this.#engine = new EthereumJsEngine(
      { chainId, fork: MVM_FORK, hasPrecompileCaps: true, opcodes: (table) => this.#watch(table) },
      (world, options) => new PackagedEvm(world, options),
    )
  }

  async run(world: WorldState, block: BlockEnvironment, frame: Frame): Promise<FrameOutcome> {
    this.#isWatched = frame.permissions.signer === this.#signer
    this.#denial = null
    const permissions = { mask: ALL_PERMISSIONS, signer: this.#signer }
    const outcome = await this.#engine.run(world, block, { ...frame, permissions })
    return { ...outcome, denial: this.#denial }
  }

  #watch(table: OpcodeTable): OpcodeTable {
    return table.map((entry, opcode) => ({
      ...entry,
      opcodeInfo: { ...entry.opcodeInfo, dynamicGas: true },
      gasHandler: async (state: RunState, gas: bigint, common: Common): Promise<bigint> => {
        const cost = async (): Promise<bigint> =>
          entry.opcodeInfo.dynamicGas ? entry.gasHandler(state, gas, common) : gas
        if (!this.#isWatched) return cost()
        const isDefined = !entry.opcodeInfo.isInvalid
        const self = toHex(state.env.address.bytes) as Address
        this.steps.push({ opcode, isDefined, self, depth: state.env.depth })
        if (((this.#maskOf(self) >> BigInt(opcode)) & 1n) === 0n) {
          const { depth } = state.env
          if (isDefined) this.#denial ??= { signer: this.#signer, opcode, self, depth }
          throw new EVMError(EVMError.errorMessages.INVALID_OPCODE)
        }
        return cost()
      },
    }))
  }
}
