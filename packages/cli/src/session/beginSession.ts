import { Wallet } from 'ethers'
import { NodeUnreachableError } from '../error/NodeUnreachableError.ts'
import type { Signer } from '../key/Signer.ts'
import type { NodeClient } from '../node/NodeClient.ts'
import type { Json } from '../output/Json.ts'
import type { Session } from './Session.ts'
import { signInMessage } from './signInMessage.ts'

/** What may stand in a message's line; anything else could be more lines of it. */
const NONCE = /^[a-zA-Z0-9]{8,128}$/

/**
 * Signs in at a DAC's node with an account's signature. Throws what the client throws, and {@link NodeUnreachableError} for
 * an answer that is none.
 */
export async function beginSession(
  node: NodeClient,
  { address, privateKey }: Signer,
  signal: AbortSignal,
): Promise<Session> {
  const chainId = Number(await node.request('eth_chainId', [], signal))
  const challenge = await node.request('mvm_signInChallenge', [address], signal)
  const nonce = textIn(challenge, 'nonce')
  if (nonce === undefined || !NONCE.test(nonce)) throw nonsense(node)
  const fields = { url: node.url, address, chainId, nonce, issuedAt: new Date() }
  const message = signInMessage(fields)
  const signature = await new Wallet(privateKey).signMessage(message)
  const begun = await node.request('mvm_signIn', [message, signature], signal)
  const token = textIn(begun, 'token')
  const expiresAt = textIn(begun, 'expiresAt')
  if (token === undefined || expiresAt === undefined) throw nonsense(node)
  return { token, expiresAt, address }
}

function textIn(answer: Json, name: string): string | undefined {
  if (answer === null || typeof answer !== 'object' || Array.isArray(answer)) return undefined
  const value = (answer as { readonly [key: string]: Json })[name]
  return typeof value === 'string' ? value : undefined
}

function nonsense({ url }: NodeClient): NodeUnreachableError {
  return new NodeUnreachableError({ url, reason: 'what answers is no MVM node' })
}
