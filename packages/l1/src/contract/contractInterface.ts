import { type ContractName, contractArtifact } from '@mvm/protocol'
import { Interface } from 'ethers'

const interfaces = new Map<ContractName, Interface>()

/** Encoder and decoder of a contract's calls, events and errors, from its artifact. */
export function contractInterface(name: ContractName): Interface {
  let known = interfaces.get(name)
  if (known === undefined) {
    known = new Interface(contractArtifact(name).abi)
    interfaces.set(name, known)
  }
  return known
}
