import { AnswerTooLateError } from '../error/AnswerTooLateError.ts'
import { GatewayBusyError } from '../error/GatewayBusyError.ts'
import { type RpcAnswer, RpcExchange } from './RpcExchange.ts'
import { settleResent } from './settleResent.ts'
import type { Upstream, UpstreamAnswer, UpstreamRequest } from './Upstream.ts'
import type { UpstreamChoice } from './UpstreamChoice.ts'

/** For how long a request waits for a node: longer than it takes to see that one is lost, or that it is back. */
const MAX_WAIT_MS = 10_000
const RETRY_MS = 100
/** A node's answer to a transaction that nobody can take just now, as when it hears of no leader. */
const UNAVAILABLE = -32002

/** A client's request and what it takes to hand it on. */
export interface Errand {
  readonly choice: UpstreamChoice
  readonly slug: string
  readonly request: UpstreamRequest
  /** Takes bytes of answers from the budget. */
  readonly hold: (bytes: number) => boolean
}

/**
 * Asks one node after the other until one answers; `undefined` when none has for long. A transaction that the node cannot
 * hand to anybody is tried at the others. Throws {@link AnswerTooLateError} and {@link GatewayBusyError}.
 */
export async function forward(errand: Errand): Promise<UpstreamAnswer | undefined> {
  const { choice, slug, request } = errand
  const isRead = request.body === undefined
  let isResent = false
  const untilMs = Date.now() + MAX_WAIT_MS
  do {
    const upstream = await choice.of(slug)
    if (upstream !== undefined) {
      const answer = await ask(errand, upstream, request)
      if (answer !== undefined) return isRead ? answer : settle(errand, upstream, answer, isResent)
      isResent = true
      continue
    }
    // Who asks whether we are ready wants to know it now.
    if (isRead) return undefined
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  } while (Date.now() < untilMs)
  return undefined
}

/** `undefined` when the node is lost. */
async function ask(
  { choice, hold }: Errand,
  upstream: Upstream,
  request: UpstreamRequest,
): Promise<UpstreamAnswer | undefined> {
  try {
    return await upstream.ask(request, hold)
  } catch (error) {
    if (error instanceof AnswerTooLateError || error instanceof GatewayBusyError) throw error
    choice.lost(upstream)
    return undefined
  }
}

/** What becomes of an answer to transactions: what is true whichever node has seen them first. */
async function settle(
  errand: Errand,
  upstream: Upstream,
  answer: UpstreamAnswer,
  isResent: boolean,
): Promise<UpstreamAnswer> {
  const { choice, slug, request } = errand
  const [asked, answered] = [textOf(request.body as Uint8Array), answer.body.toString()]
  const matters = isResent ? /ALREADY_KNOWN|NONCE_TOO_LOW|-32002/ : /-32002/
  if (!asked.includes('eth_sendRawTransaction') || !matters.test(answered)) return answer
  const exchange = readExchange(asked, answered)
  if (exchange === undefined) return answer
  if (isResent) await settleResent(exchange, (hashes) => receiptsOf(errand, upstream, hashes))
  for (const other of choice.others(slug, upstream)) {
    const untaken = exchange.sentWith(isUnavailable)
    if (untaken.length === 0) break
    const text = JSON.stringify(untaken.map(({ call, index }) => ({ ...call, id: index })))
    const more = await ask(errand, other, { ...request, body: bytesOf(text) })
    const tried = more && readExchange(text, more.body.toString())
    if (tried === undefined) continue
    // The first node may have handed it on and got no answer.
    await settleResent(tried, (hashes) => receiptsOf(errand, other, hashes))
    const better = new Map(tried.sentWith(() => true).map((one) => [one.call.id, one.answer]))
    for (const sent of untaken) {
      const instead = better.get(sent.index)
      if (instead !== undefined) exchange.replace(sent, { ...instead, id: sent.answer.id })
    }
  }
  return { ...answer, body: Buffer.from(exchange.answerText) }
}

/** Transactions that blocks have, with their receipts; without those that cannot be asked for. */
async function receiptsOf(
  errand: Errand,
  upstream: Upstream,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, unknown>> {
  const { path, headers } = errand.request
  const calls = hashes.map((hash) => ({
    ...{ jsonrpc: '2.0', id: hash, method: 'eth_getTransactionReceipt', params: [hash] },
  }))
  const body = bytesOf(JSON.stringify(calls))
  const answer = await ask(errand, upstream, { method: 'POST', path, headers, body })
  const answers: unknown = answer && parse(answer.body.toString())
  const all = Array.isArray(answers) ? (answers as RpcAnswer[]) : []
  return new Map(all.map((one) => [String(one.id), one.result]))
}

function isUnavailable({ error }: RpcAnswer): boolean {
  return error?.code === UNAVAILABLE
}

function readExchange(request: string, answer: string): RpcExchange | undefined {
  try {
    return new RpcExchange(request, answer)
  } catch {
    // One of both is no JSON: it stays as it is.
    return undefined
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text))
}
