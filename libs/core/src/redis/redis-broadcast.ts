import { Injectable } from '@nestjs/common';
import { newId } from '../ids.js';
import { type Broadcast } from '../ports/broadcast.js';
import { LocalBroadcast } from '../shared/local-broadcast.js';
import { RedisConnections } from './redis-connections.js';

const SENDER_LENGTH = newId().length;

/** {@link Broadcast} by Redis' channels. While Redis is away only this process hears, and nobody waits. */
@Injectable()
export class RedisBroadcast implements Broadcast {
  private readonly local = new LocalBroadcast();
  private readonly sender = newId();
  private readonly topics = new Map<string, string>();

  constructor(private readonly connections: RedisConnections) {
    connections.subscriptions.on('message', (channel: string, text: string) => this.deliver(channel, text));
  }

  publish(topic: string, message: string): void {
    this.local.publish(topic, message);
    this.connections.commands.publish(this.channelOf(topic), this.sender + message).catch(() => {});
  }

  subscribe(topic: string, handler: (message: string) => void): () => void {
    const channel = this.channelOf(topic);
    if (!this.topics.has(channel)) {
      this.topics.set(channel, topic);
      this.connections.subscriptions.subscribe(channel).catch(() => {});
    }
    return this.local.subscribe(topic, handler);
  }

  private deliver(channel: string, text: string): void {
    const topic = this.topics.get(channel);
    const isOwn = text.startsWith(this.sender);
    if (topic !== undefined && !isOwn) this.local.publish(topic, text.slice(SENDER_LENGTH));
  }

  private channelOf(topic: string): string {
    return this.connections.name('topic', topic);
  }
}
