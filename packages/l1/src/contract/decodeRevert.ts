import { type ContractName, contractNames, type Hex } from '@mvm/protocol'
import { Interface } from 'ethers'
import { ContractRevertError } from '../error/ContractRevertError.ts'
import { contractInterface } from './contractInterface.ts'

const SOLIDITY = new Interface([])
/** Of the errors that every interface knows, without names for what they carry. */
const SOLIDITY_ARGUMENTS: Readonly<Record<string, string>> = { Error: 'reason', Panic: 'code' }

/** Revert data as an error: of `contract`, if that is given and knows it, else of any contract that does. */
export function decodeRevert(data: Hex, contract?: ContractName): ContractRevertError {
  const names = contract === undefined ? contractNames : [contract, ...contractNames]
  for (const name of [null, ...names]) {
    const parsed =
      data.length < 10
        ? null
        : (name === null ? SOLIDITY : contractInterface(name)).parseError(data)
    if (parsed === null) continue
    const args = Object.fromEntries(
      parsed.fragment.inputs.map((input, i) => [
        input.name || (SOLIDITY_ARGUMENTS[parsed.name] ?? String(i)),
        parsed.args[i],
      ]),
    )
    return new ContractRevertError({ contract: name, errorName: parsed.name, args, data })
  }
  return new ContractRevertError({ contract: null, errorName: 'unknown', args: {}, data })
}
