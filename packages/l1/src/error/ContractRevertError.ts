import { type Hex, MvmError } from '@mvm/protocol'

/** An L1 contract reverted. */
export class ContractRevertError extends MvmError {
  readonly code = 'CONTRACT_REVERT'
  /** The contract whose ABI has the error; `null` for Solidity's own errors and for unknown ones. */
  readonly contract: string | null
  /** Name of the custom error, `Error` for a reason string, `Panic`, or `unknown`. */
  readonly errorName: string
  /** Named by the error's parameters, as ethers decodes them. */
  readonly args: Readonly<Record<string, unknown>>
  readonly data: Hex

  constructor({
    contract,
    errorName,
    args,
    data,
  }: {
    readonly contract: string | null
    readonly errorName: string
    readonly args: Readonly<Record<string, unknown>>
    readonly data: Hex
  }) {
    const list = Object.entries(args).map(([name, value]) => `${name}: ${value}`)
    const where = contract === null ? 'an L1 contract' : contract
    const what = errorName === 'unknown' ? (data === '0x' ? 'without a reason' : data) : errorName
    super(`${where} reverted: ${what}${list.length === 0 ? '' : ` (${list.join(', ')})`}`)
    this.contract = contract
    this.errorName = errorName
    this.args = args
    this.data = data
  }
}
