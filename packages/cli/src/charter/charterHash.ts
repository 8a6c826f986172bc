import { contractInterface } from '@mvm/l1'
import { asHash, type Charter, charterTuple, fromHex, type Hash, keccak256Hex } from '@mvm/protocol'
import { AbiCoder } from 'ethers'

/** `keccak256(abi.encode(charter))`, which DACManager keeps of the charter that a DAC was created with. */
export function charterHash(charter: Charter): Hash<'charter'> {
  const type = contractInterface('ComCo').getFunction('createDAC')?.inputs[1]
  if (type === undefined) throw new RangeError('ComCo.createDAC takes no charter')
  const encoded = AbiCoder.defaultAbiCoder().encode([type], [charterTuple(charter)])
  return asHash<Hash<'charter'>>(keccak256Hex(fromHex(encoded)))
}
