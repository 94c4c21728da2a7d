import { type ComponentType, lazy } from 'react';
import { Route, Routes } from 'react-router';
import { EventsScreen } from '../screens/events/events-screen.js';
import { NotFoundScreen } from '../screens/not-found-screen.js';
import { Layout } from './layout.js';

/** A screen that is fetched when it is first opened. */
const screen = <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) =>
  lazy(async () => ({ default: (await load())[name] }));

const SignIn = screen(() => import('../screens/account/sign-in-screen.js'), 'SignInScreen');
const SignUp = screen(() => import('../screens/account/sign-up-screen.js'), 'SignUpScreen');
const SecondStep = screen(() => import('../screens/account/second-step-screen.js'), 'SecondStepScreen');
const SignedIn = screen(() => import('../screens/account/signed-in-screen.js'), 'SignedInScreen');
const Newcomer = screen(() => import('../screens/account/newcomer-screen.js'), 'NewcomerScreen');
const ForgotPassword = screen(
  () => import('../screens/lost-access/forgot-password-screen.js'),
  'ForgotPasswordScreen',
);
const ResetPassword = screen(
  () => import('../screens/lost-access/reset-password-screen.js'),
  'ResetPasswordScreen',
);
const VerifyEmail = screen(
  () => import('../screens/lost-access/mailed-link-screens.js'),
  'VerifyEmailScreen',
);
const UndoAddress = screen(
  () => import('../screens/lost-access/mailed-link-screens.js'),
  'UndoAddressScreen',
);
const KeepAddress = screen(
  () => import('../screens/lost-access/mailed-link-screens.js'),
  'KeepAddressScreen',
);
const Account = screen(() => import('../screens/account/account-screen.js'), 'AccountScreen');
const Admin = screen(() => import('../screens/account/admin-screen.js'), 'AdminScreen');
const Unsubscribe = screen(() => import('../screens/account/unsubscribe-screen.js'), 'UnsubscribeScreen');
const Event = screen(() => import('../screens/events/event-screen.js'), 'EventScreen');
const EventTaskList = screen(() => import('../screens/events/event-tasks-screen.js'), 'EventTasksScreen');
const Invitation = screen(() => import('../screens/events/invitation-screen.js'), 'InvitationScreen');
const Balance = screen(() => import('../screens/balance/balance-screen.js'), 'BalanceScreen');
const Teams = screen(() => import('../screens/teams/teams-screen.js'), 'TeamsScreen');
const Team = screen(() => import('../screens/teams/team-screen.js'), 'TeamScreen');
const EventInvitation = screen(
  () => import('../screens/applications/event-invitation-screen.js'),
  'EventInvitationScreen',
);
const Apply = screen(() => import('../screens/applications/apply-screen.js'), 'ApplyScreen');
const Consents = screen(() => import('../screens/applications/consents-screen.js'), 'ConsentsScreen');
const People = screen(() => import('../screens/applications/people-screen.js'), 'PeopleScreen');
const Task = screen(() => import('../screens/tasks/task-screen.js'), 'TaskScreen');
const Compare = screen(() => import('../screens/board/compare-screen.js'), 'CompareScreen');
const Board = screen(() => import('../screens/board/board-screen.js'), 'BoardScreen');
const NewEvent = screen(() => import('../screens/organize/new-event-screen.js'), 'NewEventScreen');
const EventSetUp = screen(() => import('../screens/organize/event-set-up-screen.js'), 'EventSetUpScreen');
const Problems = screen(() => import('../screens/problems/problems-screen.js'), 'ProblemsScreen');
const NewProblem = screen(() => import('../screens/problems/new-problem-screen.js'), 'NewProblemScreen');
const Problem = screen(() => import('../screens/problems/problem-screen.js'), 'ProblemScreen');
const Attention = screen(() => import('../screens/guidance/attention-screen.js'), 'AttentionScreen');
const Mentoring = screen(() => import('../screens/mentoring/mentoring-screen.js'), 'MentoringScreen');
const Report = screen(() => import('../screens/report/report-screen.js'), 'ReportScreen');
const NewTask = screen(() => import('../screens/set-up/new-task-screen.js'), 'NewTaskScreen');
const TaskSetUp = screen(() => import('../screens/set-up/task-set-up-screen.js'), 'TaskSetUpScreen');

export function App() {
  return (
    <Routes>
      <Route element={<Layout />}>
        <Route index element={<EventsScreen />} />
        <Route path="sign-in" element={<SignIn />} />
        <Route path="sign-in/code" element={<SecondStep />} />
        <Route path="sign-in/done" element={<SignedIn />} />
        <Route path="sign-up" element={<SignUp />} />
        <Route path="sign-up/provider" element={<Newcomer />} />
        <Route path="forgot-password" element={<ForgotPassword />} />
        <Route path="reset-password" element={<ResetPassword />} />
        <Route path="verify-email" element={<VerifyEmail />} />
        <Route path="keep-address" element={<KeepAddress />} />
        <Route path="undo-address" element={<UndoAddress />} />
        <Route path="account" element={<Account />} />
        <Route path="unsubscribe/:token" element={<Unsubscribe />} />
        <Route path="admin" element={<Admin />} />
        <Route path="organize/new-event" element={<NewEvent />} />
        <Route path="invitations/:code" element={<Invitation />} />
        <Route path="event-invitations/:code" element={<EventInvitation />} />
        <Route path="events/:slug/apply" element={<Apply />} />
        <Route path="events/:slug/consents" element={<Consents />} />
        <Route path="events/:slug/people" element={<People />} />
        <Route path="events/:slug" element={<Event />} />
        <Route path="events/:slug/set-up" element={<EventSetUp />} />
        <Route path="events/:slug/problems" element={<Problems />} />
        <Route path="events/:slug/problems/new" element={<NewProblem />} />
        <Route path="events/:slug/problems/:problemId" element={<Problem />} />
        <Route path="events/:slug/attention" element={<Attention />} />
        <Route path="events/:slug/balance" element={<Balance />} />
        <Route path="events/:slug/teams" element={<Teams />} />
        <Route path="events/:slug/teams/:teamId" element={<Team />} />
        <Route path="events/:slug/mentoring" element={<Mentoring />} />
        <Route path="events/:slug/tasks" element={<EventTaskList />} />
        <Route path="events/:slug/tasks/new" element={<NewTask />} />
        <Route path="events/:slug/tasks/:taskSlug" element={<Task />} />
        <Route path="events/:slug/tasks/:taskSlug/board" element={<Board />} />
        <Route path="events/:slug/tasks/:taskSlug/entries/:entryId" element={<Report />} />
        <Route path="events/:slug/tasks/:taskSlug/board/compare" element={<Compare />} />
        <Route path="events/:slug/tasks/:taskSlug/set-up" element={<TaskSetUp />} />
        <Route path="*" element={<NotFoundScreen />} />
      </Route>
    </Routes>
  );
}
