CREATE TABLE customers (
    id   integer PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE orders (
    id          integer PRIMARY KEY,
    customer_id integer NOT NULL REFERENCES customers (id),
    email       text NOT NULL,
    total       numeric(10, 2) NOT NULL
);

CREATE INDEX ix_orders_customer_id ON orders (customer_id);
