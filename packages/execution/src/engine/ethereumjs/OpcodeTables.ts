import { EVMError, type getOpcodesForHF } from '@ethereumjs/evm'
import { forcedBits } from '@mvm/protocol'

/** An entry per opcode number, as the EVM looks opcodes up. */
export type OpcodeTable = ReturnType<typeof getOpcodesForHF>['opcodeMap']

type OpcodeEntry = OpcodeTable[number]

/** The state of the frame in which an opcode runs. */
export type RunState = Parameters<OpcodeEntry['opHandler']>[0]

const MAX_TABLES = 256

/**
 * Opcode tables by permission mask (spec 2.3). The charter is enforced by which table a transaction runs on, so
 * that it costs nothing per opcode: a denied opcode's entry halts the frame exceptionally, as INVALID does.
 */
export class OpcodeTables {
  readonly unrestricted: OpcodeTable
  readonly #onDenied: (opcode: number, runState: RunState) => void
  readonly #governed: bigint
  readonly #tables = new Map<bigint, OpcodeTable>()
  #lastMask: bigint | undefined
  #last: OpcodeTable

  constructor(unrestricted: OpcodeTable, onDenied: (opcode: number, runState: RunState) => void) {
    this.unrestricted = unrestricted
    this.#last = unrestricted
    this.#onDenied = onDenied
    let governed = 0n
    for (const [opcode, entry] of unrestricted.entries()) {
      if (!entry.opcodeInfo.isInvalid && !forcedBits.includes(opcode))
        governed |= 1n << BigInt(opcode)
    }
    this.#governed = governed
  }

  /** The table of a mask; bits that are no opcode's make no difference. */
  of(mask: bigint): OpcodeTable {
    // Most transactions of a block have the mask of the one before.
    if (mask !== this.#lastMask) {
      this.#last = this.#find(mask)
      this.#lastMask = mask
    }
    return this.#last
  }

  #find(mask: bigint): OpcodeTable {
    const denied = this.#governed & ~mask
    if (denied === 0n) return this.unrestricted
    const known = this.#tables.get(denied)
    if (known !== undefined) return known
    const table = this.unrestricted.map((entry, opcode) =>
      ((denied >> BigInt(opcode)) & 1n) === 1n ? this.#deny(opcode, entry) : entry,
    )
    if (this.#tables.size >= MAX_TABLES) this.#tables.clear()
    this.#tables.set(denied, table)
    return table
  }

  #deny(opcode: number, entry: OpcodeEntry): OpcodeEntry {
    const { name, fullName } = entry.opcodeInfo
    return {
      // Free, because all of the frame's gas goes anyway, and the denial is to be seen before an out-of-gas.
      opcodeInfo: {
        code: opcode,
        name,
        fullName,
        fee: 0,
        feeBigInt: 0n,
        isAsync: false,
        dynamicGas: false,
        isInvalid: false,
      },
      gasHandler: entry.gasHandler,
      opHandler: (runState: RunState): void => {
        this.#onDenied(opcode, runState)
        throw new EVMError(EVMError.errorMessages.INVALID_OPCODE)
      },
    }
  }
}
