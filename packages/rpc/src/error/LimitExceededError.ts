import type { Json } from '../jsonrpc/Json.ts'
import type { RpcLimits } from '../server/RpcLimits.ts'
import { RpcError } from './RpcError.ts'

/** A request is larger than the node allows; `data` names the limit, its value and a way around it. */
export class LimitExceededError extends RpcError {
  readonly code = 'LIMIT_EXCEEDED'
  readonly rpcCode = -32005
  readonly limit: keyof RpcLimits
  readonly allowed: number
  /** More for programs, such as a block range that would work. */
  readonly hint: Readonly<Record<string, Json>>

  constructor({
    limit,
    allowed,
    problem,
    remedy,
    hint = {},
  }: {
    readonly limit: keyof RpcLimits
    readonly allowed: number
    readonly problem: string
    readonly remedy: string
    readonly hint?: Readonly<Record<string, Json>>
  }) {
    super(`${problem}; ${remedy}`, { remedy })
    this.limit = limit
    this.allowed = allowed
    this.hint = hint
  }

  override get data(): Json {
    return { limit: this.limit, allowed: this.allowed, ...this.hint }
  }
}
