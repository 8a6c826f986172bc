import { Address as EngineAddress } from '@ethereumjs/util'
import { type Address, fromHex } from '@mvm/protocol'

/** Our address as EthereumJS has it. */
export function toEngineAddress(address: Address): EngineAddress {
  return new EngineAddress(fromHex(address))
}
