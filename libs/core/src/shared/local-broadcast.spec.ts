import { Logger } from '@nestjs/common';
import { LocalBroadcast } from './local-broadcast.js';

describe('a broadcast within the process', () => {
  it('reaches all subscribers of the topic until they leave, also beside one that throws', () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    const broadcast = new LocalBroadcast();
    const heard: string[] = [];
    broadcast.subscribe('news', () => {
      throw new Error('broken');
    });
    const leave = broadcast.subscribe('news', (message) => heard.push(message));
    broadcast.publish('news', 'one');
    broadcast.publish('other', 'two');
    leave();
    broadcast.publish('news', 'three');
    expect(heard).toEqual(['one']);
    expect(logged).toHaveBeenCalledTimes(2);
    logged.mockRestore();
  });
});
