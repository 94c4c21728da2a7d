import type { TaskView } from '../../features/tasks/tasks.dto.js';
import { Refusal } from '../../runtime/refusal.js';
import { type Api, askAll, askJson, say } from './api.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isId = (text: string): boolean => UUID.test(text);

/** A task by its id or by `event-slug/task-slug`. */
export async function findTask(api: Api, text: string): Promise<TaskView> {
  if (isId(text)) return askJson(api, 'GET', `tasks/${text}`);
  const [event, slug, ...more] = text.split('/');
  if (!event || !slug || more.length > 0) {
    throw new Refusal(
      say(
        `"${text}" names no task: give its id, or event-slug/task-slug.`,
        `"${text}"(으)로는 과제를 찾을 수 없어요. 과제 ID나 행사주소/과제주소를 적어 주세요.`,
      ),
    );
  }
  const { items } = await askAll<TaskView>(api, `events/${encodeURIComponent(event)}/tasks`);
  const task = items.find((one) => one.slug === slug);
  if (task) return task;
  const known = items.map((one) => one.slug).join(', ') || '–';
  throw new Refusal(
    say(
      `The event ${event} has no task ${slug}. Its tasks: ${known}.`,
      `${event} 행사에 ${slug} 과제가 없어요. 있는 과제: ${known}.`,
    ),
  );
}
