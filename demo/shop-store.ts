import { configureStore, createEntityAdapter, createSlice, type PayloadAction } from "@reduxjs/toolkit";
import { pickFrom, seededRandom } from "./seeded-random.ts";

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly address: { readonly street: string; readonly city: string };
  readonly tags: readonly string[];
}

export interface OrderLine {
  readonly sku: string;
  readonly quantity: number;
  readonly price: number;
}

export interface Order {
  readonly id: string;
  readonly userId: string;
  readonly week: number;
  readonly lines: readonly OrderLine[];
}

const WEEKS = 52;
const FIRST_NAMES = ["Ada", "Barbara", "Dennis", "Edsger", "Frances", "Grace", "Ken", "Lynn", "Niklaus", "Radia"];
const CITIES = ["Aachen", "Bergen", "Cork", "Delft", "Espoo", "Faro", "Ghent"];
const TAGS = ["new", "regular", "wholesale", "newsletter", "abroad"];

const userAdapter = createEntityAdapter<User>();
const users = createSlice({
  name: "users",
  initialState: userAdapter.getInitialState(),
  reducers: { usersAdded: userAdapter.addMany, usersRemoved: userAdapter.removeMany },
});

const orderAdapter = createEntityAdapter<Order>();
const orders = createSlice({
  name: "orders",
  initialState: orderAdapter.getInitialState(),
  reducers: { ordersAdded: orderAdapter.addMany, ordersRemoved: orderAdapter.removeMany },
});

const cart = createSlice({
  name: "cart",
  initialState: { lines: [] as OrderLine[], coupon: null as string | null },
  reducers: {
    lineAdded(state, action: PayloadAction<OrderLine>) {
      state.lines.push(action.payload);
    },
    cartEmptied(state) {
      state.lines = [];
    },
  },
});

/** A Redux Toolkit store as a shop would have it, with made-up data. */
export function createShopStore() {
  const store = configureStore({
    reducer: { users: users.reducer, orders: orders.reducer, cart: cart.reducer },
    devTools: false,
  });
  const random = seededRandom(1);
  let userCount = 0;
  let orderCount = 0;

  function makeUser(): User {
    const number = userCount++;
    const first = pickFrom(FIRST_NAMES, random);
    return {
      id: `user-${number}`,
      name: `${first} ${number}`,
      email: `${first.toLowerCase()}.${number}@example.org`,
      address: { street: `${1 + Math.floor(random() * 200)} Main Street`, city: pickFrom(CITIES, random) },
      tags: [pickFrom(TAGS, random), pickFrom(TAGS, random)],
    };
  }

  function makeLine(): OrderLine {
    return {
      sku: `sku-${Math.floor(random() * 500)}`,
      quantity: 1 + Math.floor(random() * 5),
      price: Math.round(random() * 10_000) / 100,
    };
  }

  function makeOrder(): Order {
    return {
      id: `order-${orderCount++}`,
      userId: `user-${Math.floor(random() * userCount)}`,
      week: Math.floor(random() * WEEKS),
      lines: [makeLine(), makeLine()],
    };
  }

  return {
    getState: store.getState,
    /** Adds customers, twice as many orders, and a line to the cart. */
    grow(count: number) {
      store.dispatch(users.actions.usersAdded(Array.from({ length: count }, makeUser)));
      store.dispatch(orders.actions.ordersAdded(Array.from({ length: 2 * count }, makeOrder)));
      store.dispatch(cart.actions.lineAdded(makeLine()));
    },
    /** Removes every second customer and order, and empties the cart. */
    dropHalf() {
      const state = store.getState();
      const everySecond = (ids: readonly string[]) => ids.filter((_, index) => index % 2 === 1);
      store.dispatch(users.actions.usersRemoved(everySecond(state.users.ids)));
      store.dispatch(orders.actions.ordersRemoved(everySecond(state.orders.ids)));
      store.dispatch(cart.actions.cartEmptied());
    },
    /** Turnover of each week of the year. */
    salesByWeek(): number[] {
      const sales = new Array<number>(WEEKS).fill(0);
      for (const order of Object.values(store.getState().orders.entities)) {
        for (const line of order.lines) sales[order.week] += line.quantity * line.price;
      }
      return sales;
    },
  };
}
