import type { ContractName, Hex } from '@mvm/protocol'
import { contractInterface } from './contractInterface.ts'

/** Calldata of any function of a contract. */
export function encodeContractCall(
  contract: ContractName,
  method: string,
  args: readonly unknown[],
): Hex {
  return contractInterface(contract).encodeFunctionData(method, args) as Hex
}
