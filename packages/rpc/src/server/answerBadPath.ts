import type { FastifyReply, FastifyRequest } from 'fastify'
import { DacUnknownError } from '../error/DacUnknownError.ts'
import { encodeError } from '../jsonrpc/encodeError.ts'

/** Answers a request whose path no DAC can have, such as one that is not even a valid URL. */
export function answerBadPath(_error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const error = new DacUnknownError({ slug: request.url.slice(1) })
  reply.code(404).type('application/json').send(encodeError(null, error))
}
