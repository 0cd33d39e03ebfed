CREATE INDEX ix_orders_email ON orders (email);
